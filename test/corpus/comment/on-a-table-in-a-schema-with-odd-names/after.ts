import { Entity, PrimaryColumn } from 'typeorm';

@Entity('odd table', { schema: 'My Schema', comment: 'b' })
export class Odd {
  @PrimaryColumn() id: number;
}
