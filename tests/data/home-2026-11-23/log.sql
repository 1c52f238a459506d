pragma application_id = 1398030674;
pragma user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'flashcards','log_and_schedule','2026-11-26 08:35:02.423563+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'flashcards','interview_days','2026-11-26 08:35:02.430690+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'flashcards','counts_from_indexes','2026-11-26 08:35:02.435343+00:00');
CREATE TABLE "cards" (
   "key" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL
);
INSERT INTO "cards" VALUES(1,'notes/tell-me-about-a-time-you-found-a-fault-that-nobody-else-could-find');
INSERT INTO "cards" VALUES(2,'notes/tell-me-about-a-time-you-had-to-tell-a-customer-no');
INSERT INTO "cards" VALUES(3,'notes/theme/mornings-at-the-bakery');
CREATE TABLE "devices" (
   "key" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL
);
INSERT INTO "devices" VALUES(1,'a5896eb84aec');
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
INSERT INTO "events" VALUES(1,'1f951067d118acab7f3066ad48244b45',1795435200000,739943,0,1,1,'graded',4,NULL,0.0,NULL,'5cf4a096b8b077d012ad49cababc11f1',NULL,NULL);
INSERT INTO "events" VALUES(2,'2d1bb342e3fa491f0f51aef1258c02a8',1795435200001,739943,0,1,2,'graded',3,NULL,0.0,NULL,'a70d7650f32aac9aa5da3dd69cc80626',NULL,NULL);
CREATE TABLE "meta" (
   "key" TEXT PRIMARY KEY,
   "value" TEXT
);
INSERT INTO "meta" VALUES('device','a5896eb84aec');
INSERT INTO "meta" VALUES('page:notes','{"tell-me-about-a-time-you-found-a-fault-that-nobody-else-could-find": "80456c5e574cfde748977d68", "tell-me-about-a-time-you-had-to-tell-a-customer-no": "d96307c62f7488a7a538ee09"}');
INSERT INTO "meta" VALUES('placed','507cd2b95e5e2c845603ac0c3d618df8');
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
INSERT INTO "schedule" VALUES(1,'notes',0,1,1,250,0,739944,739943,1,NULL,0,NULL,NULL,NULL,0.0,739943,1,'1f951067d118acab7f3066ad48244b45',NULL);
INSERT INTO "schedule" VALUES(2,'notes',1,1,1,236,0,739944,739943,1,739943,0,NULL,NULL,NULL,0.0,739943,1,'2d1bb342e3fa491f0f51aef1258c02a8',NULL);
INSERT INTO "schedule" VALUES(3,'notes',2,0,0,250,0,NULL,NULL,0,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
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
