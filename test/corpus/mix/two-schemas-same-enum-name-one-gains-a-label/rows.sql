INSERT INTO a.one (id) VALUES (1); INSERT INTO b.two (id) VALUES (1);
