INSERT INTO content (type, size) VALUES ('Photo', 'x');
