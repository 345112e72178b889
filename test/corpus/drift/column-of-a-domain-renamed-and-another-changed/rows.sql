INSERT INTO one VALUES (1, 'a@b', 'c@d');
