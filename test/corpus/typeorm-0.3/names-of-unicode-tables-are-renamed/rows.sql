INSERT INTO "Größe" ("日本") VALUES (1);
