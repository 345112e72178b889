import { Column, DefaultNamingStrategy, Entity, PrimaryGeneratedColumn } from 'typeorm';

export class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string): string {
    return custom || property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
const options = { namingStrategy: new SnakeCase() };
@Entity()
export class UserAccount {
  @PrimaryGeneratedColumn() id: number;
  @Column() fullName: string;
  @Column() createdBy: string;
}
export { options };
