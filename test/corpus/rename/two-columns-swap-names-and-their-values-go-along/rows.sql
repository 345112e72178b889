INSERT INTO pair (a, b, mood_a, mood_b) VALUES ('1', '2', 'u', 'x');
