INSERT INTO photo (title, size) VALUES ('a', 'big');
