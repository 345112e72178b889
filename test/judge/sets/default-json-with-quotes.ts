import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Message {
  @PrimaryColumn() id: number;
  @Column({ type: 'jsonb', default: { text: "it's" } }) quoted: object;
}

export default defineSet({
  shows: 'JSON with a single quote as a default',
  entities: [Message],
  typeorm: { only: '1', because: '0.3 does not escape the apostrophe: its CREATE fails' },
});
