import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ comment: 'it\'s\n"so" \\ big' }) value: string;
}
