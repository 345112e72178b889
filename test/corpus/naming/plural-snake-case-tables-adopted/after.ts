import { Column, DefaultNamingStrategy, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

export class Plural extends DefaultNamingStrategy {
  override tableName(target: string, custom: string): string {
    return custom || `${super.tableName(target, custom)}s`;
  }
}
const options = { namingStrategy: new Plural() };
@Entity()
export class UserAccount {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}
@Entity()
export class BlogPost {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @ManyToOne(() => UserAccount) @JoinColumn({ name: 'author' }) author: UserAccount;
}
export { options };
