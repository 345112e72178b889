import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('article')
export class Post {
  @PrimaryColumn() id: number;
  @Column() headline: string;
}
