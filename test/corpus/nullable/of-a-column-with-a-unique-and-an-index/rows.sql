INSERT INTO item (value, other) VALUES ('3', 1);
