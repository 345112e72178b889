INSERT INTO post (span) VALUES ('[1,5)');
