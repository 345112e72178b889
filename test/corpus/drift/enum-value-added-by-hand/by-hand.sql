ALTER TYPE item_state_enum ADD VALUE 'c';
