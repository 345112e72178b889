INSERT INTO item (span) VALUES ('[1,2)');
