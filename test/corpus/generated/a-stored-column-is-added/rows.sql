INSERT INTO item (a) VALUES ('xyz');
