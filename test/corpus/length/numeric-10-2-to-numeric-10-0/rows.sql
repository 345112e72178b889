INSERT INTO item (price) VALUES (1.50), (2.00);
