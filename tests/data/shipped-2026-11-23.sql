pragma application_id = 1398030674;
pragma user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'flashcards','log_and_schedule','2026-11-26 12:33:49.772002+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'flashcards','interview_days','2026-11-26 12:33:49.781647+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'flashcards','counts_from_indexes','2026-11-26 12:33:49.798986+00:00');
CREATE TABLE "cards" (
   "key" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL
);
INSERT INTO "cards" VALUES(1,'leading-ml-projects/search');
INSERT INTO "cards" VALUES(2,'leading-ml-projects/bake-off');
INSERT INTO "cards" VALUES(3,'leading-ml-projects/moderation');
INSERT INTO "cards" VALUES(4,'leading-ml-projects/mentoring');
INSERT INTO "cards" VALUES(5,'leading-ml-projects/adoption');
INSERT INTO "cards" VALUES(6,'leading-ml-projects/deadlock');
INSERT INTO "cards" VALUES(7,'leading-ml-projects/churn');
INSERT INTO "cards" VALUES(8,'leading-ml-projects/fairness');
INSERT INTO "cards" VALUES(9,'leading-ml-projects/build-or-buy');
INSERT INTO "cards" VALUES(10,'leading-ml-projects/platform');
INSERT INTO "cards" VALUES(11,'leading-ml-projects/theme/data-driven');
INSERT INTO "cards" VALUES(12,'leading-ml-projects/theme/pragmatism');
INSERT INTO "cards" VALUES(13,'leading-ml-projects/theme/people');
INSERT INTO "cards" VALUES(14,'leading-ml-projects/theme/business');
INSERT INTO "cards" VALUES(15,'leading-ml-projects/theme/incremental');
CREATE TABLE "devices" (
   "key" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL
);
INSERT INTO "devices" VALUES(1,'35f47060cbc7');
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
INSERT INTO "events" VALUES(1,'5fdc00c30b57ba1e364261d0915cfe04',1795176000000,739940,0,1,1,'graded',5,NULL,0.0,NULL,'36f060d0f877e46bd145dd0bb46c5218',NULL,NULL);
INSERT INTO "events" VALUES(2,'9fd1459708bd0a2de697b275dfa623b6',1795176000001,739940,0,1,2,'graded',4,NULL,0.0,NULL,'2bce6d595849ebc3b9c172fa8989ce6b',NULL,NULL);
INSERT INTO "events" VALUES(3,'be652033c8e00dc692c3c9e5fc2d15ee',1795176000002,739940,0,1,3,'graded',2,NULL,0.0,NULL,'5db2290c88ac9ef47bfde11e40ee2193',NULL,NULL);
INSERT INTO "events" VALUES(4,'d0a3d03478d3eafba74b74653af99742',1795177800000,739940,0,1,NULL,'planned',NULL,NULL,NULL,NULL,'871c7e9cdbf5e1d8dc0df7d3e2004909',NULL,'{"day": "2026-12-18", "decks": null}');
CREATE TABLE "meta" (
   "key" TEXT PRIMARY KEY,
   "value" TEXT
);
INSERT INTO "meta" VALUES('device','35f47060cbc7');
INSERT INTO "meta" VALUES('placed','d291a5646512b67bd717825dd276b741');
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
INSERT INTO "schedule" VALUES(1,'leading-ml-projects',0,1,1,260,0,739941,739940,1,NULL,0,NULL,NULL,NULL,0.0,739940,1,'5fdc00c30b57ba1e364261d0915cfe04',NULL);
INSERT INTO "schedule" VALUES(2,'leading-ml-projects',1,1,1,250,0,739941,739940,1,NULL,0,NULL,NULL,NULL,0.0,739940,1,'9fd1459708bd0a2de697b275dfa623b6',NULL);
INSERT INTO "schedule" VALUES(3,'leading-ml-projects',2,0,1,250,0,739941,739940,1,739940,0,NULL,NULL,NULL,0.0,739940,1,'be652033c8e00dc692c3c9e5fc2d15ee',NULL);
INSERT INTO "schedule" VALUES(4,'leading-ml-projects',3,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(5,'leading-ml-projects',4,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(6,'leading-ml-projects',5,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(7,'leading-ml-projects',6,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(8,'leading-ml-projects',7,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(9,'leading-ml-projects',8,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(10,'leading-ml-projects',9,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(11,'leading-ml-projects',10,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(12,'leading-ml-projects',11,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(13,'leading-ml-projects',12,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(14,'leading-ml-projects',13,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "schedule" VALUES(15,'leading-ml-projects',14,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
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
