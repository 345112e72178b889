INSERT INTO long VALUES (1, 'a');
