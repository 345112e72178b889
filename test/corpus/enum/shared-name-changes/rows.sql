INSERT INTO one VALUES (1, 'b'); INSERT INTO two VALUES (1, '{a,b}');
