INSERT INTO item (value) VALUES ('3'), (NULL);
