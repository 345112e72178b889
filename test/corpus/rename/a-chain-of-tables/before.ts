import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('drafts')
export class Article {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() title: string;
}
@Entity('posts')
export class Sketch {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) title: string;
  @ManyToOne(() => Article) article: Article;
}
