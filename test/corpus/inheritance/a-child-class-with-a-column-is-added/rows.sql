INSERT INTO content (title, type, size) VALUES ('a', 'Photo', 'big');
