import { Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Vote {
  @PrimaryColumn() user: number;
  @PrimaryColumn() post: number;
}
