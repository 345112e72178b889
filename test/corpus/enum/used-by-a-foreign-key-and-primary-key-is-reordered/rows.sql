INSERT INTO kind VALUES ('a'); INSERT INTO thing ("kindCode") VALUES ('a');
