INSERT INTO owner (num) VALUES (1); INSERT INTO pet (owner) VALUES (1);
