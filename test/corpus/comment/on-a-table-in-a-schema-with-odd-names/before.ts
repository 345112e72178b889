import { Entity, PrimaryColumn } from 'typeorm';

@Entity('odd table', { schema: 'My Schema', comment: 'a' })
export class Odd {
  @PrimaryColumn() id: number;
}
