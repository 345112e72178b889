INSERT INTO task (states) VALUES ('{a,b}');
