INSERT INTO task (state) VALUES ('a'), (NULL);
