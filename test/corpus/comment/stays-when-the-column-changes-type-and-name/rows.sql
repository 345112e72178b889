INSERT INTO item (count) VALUES (1);
