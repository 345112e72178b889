INSERT INTO one VALUES (1, 'was a', 'was b');
