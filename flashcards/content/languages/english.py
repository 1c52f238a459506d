"""English."""

from __future__ import annotations

from flashcards.content.languages.language import (
    Asides,
    Clauses,
    Hours,
    Language,
    Numbers,
    Page,
    Parts,
    Persons,
    Spoken,
    amounts,
    phrases,
    words,
)

_TEN_TO_NINETY = "ten|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"

LANGUAGE = Language(
    name="English",
    code="en",
    hints=True,
    common=words(
        """
    the a an and of to in was were is it that with for on at by from we i my our they had not but as their which so be
    have this us me he she who when what how all them his her been would could out up than more after then
    """
    ),
    stop_words=words(
        """
        a about above after again against all also always am an and another any anyone are as ask asked at away back
        be because been before began being below best between both but by called came can come could day days did do
        does doing done down each even ever every few find first for from full gave get gets getting give given go
        goes going gone good got great had half has have having he her here hers him his how i if in instead into is
        it its itself just keep kept kind knew know last later least less let like little long look made make makes
        making many may me might mine month months more most much must my myself need needed never new next no nobody
        none nor not nothing now of off often on once one only onto or other our ours out over own part people's per
        put quite rather really right said same saw say see seen several she should show showed since so some
        something soon still such take taken tell than that the their them then there these they thing things think
        this those though three through time times to together told too took toward two under until up upon us use
        used using very want wanted was way we week weeks well went were what when where whether which while who whom
        whose why will with within without work worked working would year years yet you your yours describe situation
        example question questions lead led
        """
    ),
    abbreviations=words(
        "dr mr mrs ms prof st no vs approx dept est fig jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed "
        "thu fri sat sun gen col sgt rev hon sr jr eq sec min max avg vol pp cf al art tel ext ref incl excl"
    ),
    connectives=words(
        "and but or so because since when while as after before until till once if unless although though whereas "
        "whether that which who whom whose where for with without by to"
    ),
    clauses=Clauses(
        leads=words(
            """
            when where while after before once as since during at in on by with within over through throughout from for
            to upon until because under between across due although though despite outside thanks given if based like
            using having doing -ing without unlike along amid following
            """
        ),
        binds=words("if unless except only instead although though even rather but however not nor or yet than"),
        leans=words("this that these those it they he she its their his her them both such but however also so"),
        turns=words(
            """
            decid- decision chose choose propos- reali- discover- found diagnos- refus- stopp- instead persuad- convinc-
            admitt- apologi- but however suddenly problem issue although despite unfortunately voted dropped agreed
            escalat- failed never couldn't resist- reluctan- oppos- disagree- lost losing wrong stuck risk- conflict-
            behind flaw- gap lack- resistant
            """
        )
        | phrases("rather than|root cause|turned out|could not|no longer"),
        outcomes=words(
            """
            manag- succe- achiev- reduc- increas- improv- sav- resolv- complet- deliver- launch- won result- receiv-
            prais- adopt- finish- became fell rose grew cut dropped avoid- prevent- promoted award- satisf- approv- half
            thank- happy appreciat- recogni- trust- twice doubl- ahead went
            """
        )
        | phrases("able to|led to|on time"),
        joints=words("because while which whereas using including thanks")
        | phrases(
            """
            due to|compared to|such as|so that|so every|so each|so all|so no|so the|as well|leading to|resulting in|
            as those|as this|as there|as their|as the|as they|as we|as i|as he|as she|as it|as my|as our
            """
        ),
        subjects=words("i we he she they it there"),
        phrases=words(
            """
            with for in on at from through during across throughout within after before until when where who that to by
            under via without
            """
        ),
        coordinators=words("and or then so"),
        adverbs=words(
            "-ly however first second third then next also moreover instead well afterwards later now thus therefore "
            "overall eventually meanwhile so midway"
        ),
        governors=words("-n't to would could should will can may might must just no any i we you they he she"),
        holds=words(
            """
            -ed -ing -ly -ble -ful -ive -ous -n't -'s the a an of to in on at for with by from and or as so not no had
            have has was were is are been be all both out up deal spent sent led went came got kept left put set due
            more most than my our their his her its that which who how what it i we they he she them him us me you own
            each every into about such very over back only just enough right next key close hard easy need want able
            between part lack number access proud first new old good way told say says said show shows know knew found
            think thought see saw mean means meant felt feel wrote hear heard sure aware clear certain idea fact hope
            believe ensure learn wish realize realise agree taken given made done known shown seen written built
            brought caught held met paid sold ability opportunity chance responsibility time plan attempt effort
            decision desire
            """
        ),
        openers=words(
            "that which who how what why where when while because since if although though whether until before after "
            "once"
        ),
        verbs=words(
            """
            -ed -n't is are was were be been am has have had do does did can could will would should might must may i'm
            we're i've led built ran took made gave wrote chose held met hit cut set put spent found got came went told
            said knew thought felt kept left saw sent brought taught drove won lost rose fell grew began became broke
            caught sold paid bought dealt fought meant read sat spoke stood understood threw sought struck rang
            rode wore tore dug hung shot shut swore oversaw withdrew undertook rebuilt gets makes
            takes gives keeps helps needs works lets run make take give keep help need use create build means ensure
            improve reduce maintain enable
            """
        ),
    ),
    joiner=r"\s+(?:and|with)\s+",
    persons=Persons(
        i=r"(?:i|me|my|mine|myself)(?:'.*)?",
        we=r"(?:we|us|our|ours|ourselves)(?:'.*)?",
        first=r"\b(?:I|I'm|I'd|I've|I'll|me|my|mine|myself|we|our|us)\b",
        second=r"\b(?:you|your|yours|yourself)\b",
    ),
    numbers=Numbers(
        word=(
            rf"(?:two|three|four|five|six|seven|eight|nine|eleven|twelve|{_TEN_TO_NINETY})(?:fold|s)?|one|both|single"
            r"|couple|dozens?|hundreds?|thousands?|[mbtr]+illions?|percent|half|halv\w+|thirds?|quarters?"
            r"|(?:fif|eigh|ten)ths?|twice|thrice|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|zero|none|nobody|no"
        ),
        scale=r"(?:million|billion|trillion|thousand|hundred|dozen)s?\b",
        rate=r"(?:percent|per cent|percentage points?)\b",
        unit=(
            r"(?:\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|o['’]clock\b)"
            r"|[ -](?:second|minute|hour|day|night|week|month|quarter|year)s?\b)"
        ),
        numbered=words(
            """
        article bay bed case chapter class cohort day dept example exhibit fig figure floor flight form gate goal
        grade item iteration lane lesson level line method milestone month no note nr number option page paragraph
        part phase platform point principle priority problem question quarter reason release room round route rule
        scenario section shift slide sprint stage step story table task team terminal theme tier train type unit
        version ward week wave year zone
        """
        ),
    ),
    spoken=Spoken(
        amounts=amounts(
            """
            half=1/2 halves=1/2 halved=1/2 third=1/3 thirds=1/3 quarter=1/4 quarters=1/4 fifth=1/5
            fifths=1/5 tenth=1/10 twice=2 double=2 doubled=2 triple=3 tripled=3 dozen=12 couple=2
            nought=0 naught=0 oh=0 nil=0
            """
        ),
        duties=(
            r"\b(?:had to|needed|need to|have to|my (?:job|task|role|call|responsibility)|up to me|on me"
            r"|tasked|supposed to|asked me to|told me to|in charge|responsible|the (?:aim|goal|idea|point) was)\b"
        ),
        lessons=(
            r"\b(?:learn(?:ed|t|ing)?|taught|lesson|these days|nowadays|since then I|next time|looking back"
            r"|hindsight|differently|I always|take away|went wrong|remember(?:ed)? that)\b"
        ),
        hours=Hours(
            plain=r"#\s?(?:o'?clock|[ap]\.?m)\b",
            short=r"\b(?:at|by|around|until|till|before|after|past|from)\s#",
            in_hundreds=r"\b(?:at|until|till)\s#\s?(?:hours|hrs)\b",
        ),
        fillers=words("um uh uhm er erm hm mm ah oh well like actually basically anyway okay ok right"),
    ),
    parts=Parts(
        situation=phrases("situation|the situation"),
        task=phrases("task|tasks|the task"),
        action=phrases("action|actions|the action|actions taken|action taken|my action|my actions"),
        result=phrases("result|the result|final result"),
        lesson=phrases(
            """
        lesson|lessons|lesson learned|lessons learned|lesson learnt|lessons learnt|learned|learnt|learning|learnings|
        key learning|key learnings|reflection|reflections|takeaway|takeaways|key takeaway|key takeaways|
        what i learned|what i learnt|what i have learned|what did i learn|what this taught me|what it taught me|
        what i'd do differently|what i would do differently|what i'd change|what i would change|in hindsight|
        looking back|insight|insights|learning outcome
        """
        ),
    ),
    loose_parts=Parts(
        situation=phrases("context|background|scenario|setting"),
        task=phrases("goal|objective|target|responsibility|my role|role"),
        action=phrases("approach|steps|steps taken|what i did|process|execution"),
        result=phrases("results|outcome|outcomes|impact|end result"),
        lesson=phrases("growth|follow-through"),
    ),
    frames=phrases(
        """
        problem|challenge|obstacle|obstacles|conflict|complication|question|hypothesis|options|choice|decision|proof|
        evidence|setup|set-up|set up|hook|solution|resolution|plan|trade-off|trade-offs|tradeoffs|behavior|behaviour|
        feelings|evaluation|analysis|conclusion|action plan|description|issue|tension|turning point|opportunity|stakes
        """
    ),
    asides=Asides(
        follow_up=phrases(
            "follow-up|follow-ups|follow up|follow ups|followup|followups|follow-up question|follow-up questions| "
            "likely follow-ups|possible follow-ups"
        ),
        looks_for=phrases(
            """
            looks for|looking for|what they're testing|what they are testing|what they want|what they want to hear|
            what they're assessing|what they look for|what they're looking for|what they assess|what it tests|
            what this tests|tests|assesses|why asked|why they ask|why they ask this|why they're asking|
            what interviewers look for|what interviewers want|what the interviewer wants|interviewer intent|intent|
            purpose
            """
        ),
        tip=phrases(
            "tip|tips|pro tip|pro tips|interview tip|interview tips|hint|hints|advice|remember|reminder|delivery| "
            "coaching"
        ),
        red_flag=phrases(
            "red flag|red flags|red flags to avoid|avoid|pitfall|pitfalls|common mistakes|common pitfalls| "
            "mistakes to avoid|what to avoid|don'ts|watch out"
        ),
        time=phrases("time|timing|duration|length|minutes"),
        source=phrases("source|sources|reference|references|read also|read more|see also|related|further reading"),
        note=phrases(
            """
            note|notes|difficulty|level|bank|company|employer|role|position|seniority|frequency|priority|status|date|
            author|category|type|score|rating|keywords|key words|key points|key point|why it works|why this works|
            why it's good|why it is good|why this is good|why it is bad|why it's bad|why it's weak|what works|
            what makes it good|analysis|commentary|comment|comments|feedback|strength|strengths|weaknesses|
            skills shown|skills demonstrated|demonstrates|shows|metrics|asked by|asked at|used at|id|disclaimer|
            method|framework|rehearsed|last practiced|word count
            """
        ),
    ),
    page=Page(
        question=phrases(
            "question|prompt|q|interview question|example question|sample question|the question|question text| "
            "question_text|practice question|behavioral question|behavioural question|prep question"
        ),
        questions=phrases("questions|prompts|interview questions|practice questions"),
        letter=phrases("Q"),
        answer=phrases(
            "answer|answers|response|responses|sample answer|example answer|model answer|my answer|star answer"
        ),
        story=phrases("story|example|case|answer|version|option|star story|star example"),
        theme=phrases(
            """
            theme|themes|tag|tags|topic|topics|competency|competencies|skill|skills|value|values|principle|principles|
            leadership principle|leadership principles|key theme|key themes
            """
        ),
        themes=phrases(
            "themes|key themes|theme|core themes|common themes|main themes|competencies|key competencies|themes map| "
            "theme map|what these show|what they show|skills|values|principles|tags"
        ),
        bad=phrases("bad|poor|weak|wrong|avoid|terrible|don't|dont"),
        leading=phrases(
            """
            star|model|sample|example|answer|answers|response|good|better|strong|great|best|ideal|my|the|a|an|
            suggested|possible|spoken|full|short|long|final|draft|version|structured|written|method|format|framework|
            breakdown|story|here|is|in|l|seconds|minutes|minute|sec|min|s|read|expand|click|show|open|to|replace|with|
            your|own|worked|reveal|view|see|hide|toggle|talk|track|script|solution
            """
        ),
        answers=phrases(
            """
            best for|also answers|good for|use for|use it for|use this for|works for|fits|can answer|also good for|
            also for|also works for|questions it can answer|questions this answers|questions it answers|
            questions this can answer|variation|variant|also asked|alternative wording|alternative wordings|
            similar question|similar questions|related question|related questions|other versions|questions answered|
            works for questions|asked as|also asked as|variants|variations|alternate wordings|other wordings|
            matching questions|target questions|applicable questions|possible questions|questions it fits
            """
        ),
        generic=words(
            """
            a an the of and or to for in on with my your our me this these those all some more most other others key
            top by about question questions q qa example examples story stories answer answers response responses
            interview interviews star method prep preparation practice practise sample samples model worked bank index
            list lists contents content table toc links link useful resources references reference reading further
            before you read start starting intro introduction overview summary notes note guide guides how use page
            pack sheet worksheet good bad behavioral behavioural competency based common general misc miscellaneous
            appendix faq main part section sections full short set real tips tip advice review checklist cheat
            cheatsheet template templates scaffold final
            """
        ),
        aside=words("tips tip advice pitfalls mistakes resources links references contents toc checklist faq")
        | phrases("before the interview|after the interview|during the interview|open points|open issues"),
        other=phrases(
            "or|alternatively|alternative|another answer|another example|another story|another one|second answer| "
            "second example|second story"
        ),
        yes=words("yes y"),
        no=words("no n"),
        asks=(
            r"^(?:(?:can|could|would|will) you |please |so,? )?(?:tell (?:me|us)|describe|explain (?:a|how|why"
            r"|the difference|to (?:me|us))\b"
            r"|recall a|name (?:an?|one|two|three)\b|list (?:two|three|your)\b|introduce yourself|rate your"
            r"|give (?:me |us )?(?:an|one|two)\b|walk (?:me|us)|talk (?:me|us)|talk about|share (?:an?|one)\b"
            r"|think of a|provide an|discuss a|compare\b|differentiate\b|convince (?:me|us)|sell (?:me|us))"
        ),
        begins=(
            r"^(?:(?:what|why|how|when|where|which|who|whose|whether)\b(?! (?:(?:not )?to|i|we)\b)"
            r"|(?:have|are|do|did|can|would) you"
            r"|(?:an? )?(?:time|situation|example|instance)(?:s? (?:when|where|you)| of))\b"
        ),
        orders=(
            r"^(?:(?:briefly|clearly|then|first|next|finally|also|always|now|just|and|please|try to|be sure to"
            r"|make sure to|here|start by|end by|if \w+(?: \w+){0,6},)\s+)*"
            r"(?:describe|describing|explain|explaining|state|stating|say|name|set|give|giving|tell|telling|talk|walk"
            r"|outline|outlining|mention|list|quantify|show|highlight|emphasi[sz]e|focus|use|avoid|include"
            r"|provide|share"
            r"|keep|start|end|begin|finish|identify|discuss|detail|detailing|specify|be specific|be concise|be honest"
            r"|be clear|do not|don't|leave|pick|choose|think|remember|note|introduce|summari[sz]e|reflect|define"
            r"|write"
            r"|put|add|pause|(?:close|open) with|frame|demonstrate|connect|tie|link|quote|paint|clarify|limit|spend"
            r"|prepare|research|study|review|practi[cs]e|rehearse|tailor|listen|consider|ensure|maintain|stay|try"
            r"|dress|arrive|smile|bring|align|follow up)\b"
        ),
        turned=(
            r"\bquestions? (?:(?:do )?(?:you|i|we) (?:(?:can|could|should|might|may|will) )?(?:not |never )?"
            r"(?:ask(?:ed)?|have)\b|(?:not )?to ask\b"
            r"|for (?:(?:the|your|an?|my) )?(?:interviewer|panel|employer|compan|manager|team|them|hiring))"
            r"|\b(?:what|things) (?:to|you (?:can|could|should|might|may)) ask\b|^\W*to ask\b|\breverse questions?\b"
            r"|\bany questions\b.*\?|\b(?:my|your) questions\b|\bask (?:them|the (?:interviewer|panel))\b"
            r"|^\W*(?:(?:things|stuff|what) )?(?:(?:to|i|we|i'll) )?ask(?: \w+)?[^\w.!]*$|^(?:my|your) turn\b"
        ),
        blank=(
            r"\b(?:coming soon|(?:no answer|no story|nothing|not|none) yet|to be (?:written|added|done|completed))\b"
        ),
    ),
)
