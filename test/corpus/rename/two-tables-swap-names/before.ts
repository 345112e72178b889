import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('posts')
export class Article {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() title: string;
}
@Entity('drafts')
export class Sketch {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) title: string;
  @ManyToOne(() => Article) article: Article;
}
