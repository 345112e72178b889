INSERT INTO "User Accounts" (name) VALUES ('a');
