INSERT INTO item (span) VALUES ('[1,3)'), ('[3,5)');
