INSERT INTO task (one, other) VALUES ('a', 'b');
