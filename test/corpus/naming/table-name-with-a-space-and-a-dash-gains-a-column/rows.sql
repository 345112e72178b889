INSERT INTO "my table-1" ("the kind") VALUES ('a');
