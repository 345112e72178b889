INSERT INTO user_account ("fullName", "createdBy") VALUES ('Ann Lee', 'bob');
