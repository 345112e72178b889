INSERT INTO item (price) VALUES (1.5000);
