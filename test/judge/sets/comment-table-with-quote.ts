import { Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ comment: "the users' table" })
class User {
  @PrimaryColumn() id: number;
}

export default defineSet({
  shows: 'a comment on a table with an apostrophe',
  entities: [User],
  typeorm: { only: '1', because: '0.3 does not escape the apostrophe: its CREATE fails' },
});
