INSERT INTO item (span) VALUES ('[1,4)'), ('[3,5)');
