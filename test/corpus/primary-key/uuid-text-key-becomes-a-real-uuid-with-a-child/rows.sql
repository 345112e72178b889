INSERT INTO owner VALUES ('b9b2f6d0-6a34-4ac4-8b22-3a1f0f2c2d3e'); INSERT INTO pet ("ownerId") SELECT id FROM owner;
