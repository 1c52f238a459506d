pragma application_id = 1398030674;
pragma user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'flashcards','log_and_schedule','2026-11-26 07:47:15.777857+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'flashcards','interview_days','2026-11-26 07:47:15.783143+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'flashcards','counts_from_indexes','2026-11-26 07:47:15.789233+00:00');
CREATE TABLE "cards" (
   "key" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL
);
INSERT INTO "cards" VALUES(1,'ferry/rule');
INSERT INTO "cards" VALUES(2,'ferry/storm');
INSERT INTO "cards" VALUES(3,'ferry/wrong');
INSERT INTO "cards" VALUES(4,'ferry/theme/calm');
INSERT INTO "cards" VALUES(5,'pier/boat');
CREATE TABLE "devices" (
   "key" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL
);
INSERT INTO "devices" VALUES(1,'ac5cbc7aa2af');
CREATE TABLE "events" (
   "key" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "at" INTEGER NOT NULL,
   "day" INTEGER NOT NULL,
   "offset" INTEGER NOT NULL,
   "device" INTEGER NOT NULL REFERENCES "devices"("key"),
   "card" INTEGER REFERENCES "cards"("key"),
   "kind" TEXT NOT NULL,
   "grade" INTEGER,
   "missed" TEXT,
   "seconds" REAL,
   "retracts" TEXT,
   "batch" TEXT NOT NULL,
   "seen" TEXT,
   "payload" TEXT
);
INSERT INTO "events" VALUES(1,'c538964537e7109fe3fad2b0f02d6982',1795420800000,739943,60,1,1,'graded',4,NULL,0.0,NULL,'0945cac95c6230966d516e536f2d2461',NULL,NULL);
INSERT INTO "events" VALUES(2,'c06ff9470d531d9c316395cf4b20659d',1795420800001,739943,60,1,2,'graded',4,NULL,0.0,NULL,'e670f28389fa71cf429e7e9d03ce9747',NULL,NULL);
INSERT INTO "events" VALUES(3,'ee370db0eeb08b26e508a56dc4d91a18',1795420800002,739943,60,1,3,'graded',4,NULL,0.0,NULL,'0389424aa85524c01d068d254fda3a1d',NULL,NULL);
INSERT INTO "events" VALUES(4,'d343922b92eb06332605e8e25bce48a2',1795420800003,739943,60,1,4,'graded',2,'["Tell me about a time you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did no?", "Describe a\u001b[31m storm.\u009b", "What went wrong"]',0.0,NULL,'a748670c1211c9aeaddc004b0f4262e4',NULL,NULL);
INSERT INTO "events" VALUES(5,'824a965f85ea72a90b4e8eaa0d1c208b',1795421400000,739943,60,1,4,'drilled',3,'["Tell me about a time you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did no?"]',0.0,NULL,'e9fd0059961c44e6aab4146daf0c59b1','d343922b92eb06332605e8e25bce48a2',NULL);
INSERT INTO "events" VALUES(6,'a7b86ef3376ebc892642d469b32e07e5',1795422000000,739943,60,1,5,'graded',2,'["Why we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again"]',0.0,NULL,'4fa85593e489d01cba3aa9af5f2bc7de',NULL,NULL);
INSERT INTO "events" VALUES(7,'37b8240689bdef83b6472a72d87363d0',1795422000001,739943,60,1,5,'drilled',4,NULL,0.0,NULL,'d5203aa7d9f889ee4431efdc83ce25d9','a7b86ef3376ebc892642d469b32e07e5',NULL);
CREATE TABLE "meta" (
   "key" TEXT PRIMARY KEY,
   "value" TEXT
);
INSERT INTO "meta" VALUES('device','ac5cbc7aa2af');
INSERT INTO "meta" VALUES('placed','c900c2ee58e5ba17adc40edc0f4cfda8');
INSERT INTO "meta" VALUES('had_deck','1');
CREATE TABLE "renames" (
   "event" TEXT PRIMARY KEY,
   "old" INTEGER,
   "new" INTEGER
);
CREATE TABLE "retractions" (
   "event" TEXT,
   "retracted_by" TEXT,
   PRIMARY KEY ("event", "retracted_by")
);
CREATE TABLE "schedule" (
   "card" INTEGER PRIMARY KEY REFERENCES "cards"("key"),
   "deck" TEXT,
   "position" INTEGER,
   "repetition" INTEGER,
   "interval" INTEGER,
   "ease" INTEGER,
   "lapses" INTEGER,
   "due" INTEGER,
   "reviewed" INTEGER,
   "told" INTEGER,
   "drill" INTEGER,
   "suspended" INTEGER,
   "buried" INTEGER,
   "missed" TEXT,
   "misses" TEXT,
   "seconds" REAL,
   "introduced" INTEGER,
   "introductions" INTEGER,
   "last_event" TEXT
, previous integer);
INSERT INTO "schedule" VALUES(1,'ferry',0,1,1,250,0,739944,739943,1,NULL,0,NULL,NULL,NULL,0.0,739943,1,'c538964537e7109fe3fad2b0f02d6982',NULL);
INSERT INTO "schedule" VALUES(2,'ferry',1,1,1,250,0,739944,739943,1,NULL,0,NULL,NULL,NULL,0.0,739943,1,'c06ff9470d531d9c316395cf4b20659d',NULL);
INSERT INTO "schedule" VALUES(3,'ferry',2,1,1,250,0,739944,739943,1,NULL,0,NULL,NULL,NULL,0.0,739943,1,'ee370db0eeb08b26e508a56dc4d91a18',NULL);
INSERT INTO "schedule" VALUES(4,'ferry',3,0,1,250,0,739944,739943,1,739943,0,NULL,'["Tell me about a time you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did no?"]','[["Describe a\u001b[31m storm.\u009b", 1], ["Tell me about a time you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did not want it, you had to explain a rule to somebody who did no?", 1], ["What went wrong", 1]]',0.0,739943,1,'824a965f85ea72a90b4e8eaa0d1c208b',NULL);
INSERT INTO "schedule" VALUES(5,'pier',0,0,1,250,0,739944,739943,1,NULL,0,NULL,NULL,'[["Why we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again we had to begin again", 1]]',0.0,739943,1,'37b8240689bdef83b6472a72d87363d0',NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_cards_id"
    ON "cards" ("id");
CREATE UNIQUE INDEX "idx_devices_id"
    ON "devices" ("id");
CREATE UNIQUE INDEX "idx_events_id"
    ON "events" ("id");
CREATE INDEX "idx_events_at_id"
    ON "events" ("at", "id");
CREATE INDEX "idx_events_card"
    ON "events" ("card");
CREATE INDEX "idx_events_day"
    ON "events" ("day");
CREATE INDEX "idx_events_batch"
    ON "events" ("batch");
CREATE TRIGGER events_are_never_updated before update on events begin select raise(abort, 'the log is append-only'); end;
CREATE TRIGGER events_are_never_deleted before delete on events begin select raise(abort, 'the log is append-only'); end;
CREATE INDEX "idx_renames_old"
    ON "renames" ("old");
CREATE INDEX "idx_renames_new"
    ON "renames" ("new");
CREATE INDEX "idx_schedule_introduced_introductions"
    ON "schedule" ("introduced", "introductions");
CREATE INDEX "idx_schedule_drill"
    ON "schedule" ("drill");
CREATE INDEX planned_events on events (at, id) where kind = 'planned';
CREATE INDEX schedule_of_a_deck on schedule (deck, suspended, due);
CREATE INDEX schedule_by_due on schedule (suspended, due, deck, position, interval, buried);
CREATE INDEX buried_cards on schedule (buried, suspended, deck, due) where buried is not null;
COMMIT;
