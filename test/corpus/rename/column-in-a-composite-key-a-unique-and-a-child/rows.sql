INSERT INTO seat VALUES (1, 2, 3); INSERT INTO ticket ("seatRow", "seatPlace") VALUES (1, 2);
