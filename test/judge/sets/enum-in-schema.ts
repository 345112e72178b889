import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum State {
  On = 'on',
  Off = 'off',
}

@Entity({ schema: 'app' })
class Device {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: State }) state: State;
  @Column({ type: 'enum', enum: State, enumName: 'power', default: State.Off }) power: State;
}

@Entity()
class Lamp {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: State, enumName: 'power' }) power: State;
}

export default defineSet({
  shows: 'enums in the schema of their table; one name in two schemas',
  entities: [Device, Lamp],
  schemas: ['app'],
});
