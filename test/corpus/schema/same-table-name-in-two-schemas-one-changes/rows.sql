INSERT INTO a.item (n) VALUES (1); INSERT INTO b.item (n) VALUES (2);
