import { describe, expect, it } from 'vitest';
import { holds, may, scopeOf, type Person } from './person.ts';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES, type Role } from './roles.ts';

const person = (role: Role, path: string, projects: readonly string[] = []): Person => ({
  personId: 'u',
  name: '王敏',
  assignments: [{ role, organisationId: 'o', path }],
  projects,
});

describe('permissions', () => {
  it('reach the whole subtree of an assignment and nothing beside it', () => {
    const reviewer = person('department-reviewer', '/a/');
    expect(may(reviewer, 'review.department', { path: '/a/b/' })).toBe(true);
    expect(may(reviewer, 'review.department', { path: '/c/' })).toBe(false);
    expect(may(reviewer, 'review.department', { path: '/' })).toBe(false);
  });

  it('are denied when no role holds them', () => {
    expect(holds(person('auditor', '/'), 'target.write')).toBe(false);
    expect(holds(person('administrator', '/'), 'review.office')).toBe(false);
  });

  it('give a third party single projects, never a subtree', () => {
    const expert = person('third-party', '/', ['p1']);
    expect(scopeOf(expert, 'form.read')).toEqual({ paths: [], projects: ['p1'] });
    expect(may(expert, 'form.read', { path: '/a/', projectId: 'p1' })).toBe(true);
    expect(may(expert, 'form.read', { path: '/a/', projectId: 'p2' })).toBe(false);
    expect(may(expert, 'form.read', { path: '/a/', projectId: null })).toBe(false);
  });

  it('are held by a third party that was given nothing yet, over nothing', () => {
    const expert = person('third-party', '/');
    expect(holds(expert, 'form.read')).toBe(true);
    expect(scopeOf(expert, 'form.read')).toEqual({ paths: [], projects: [] });
  });

  it('of other duties are not widened by a single grant', () => {
    const elsewhere = { role: 'third-party', organisationId: 'o', path: '/' } as const;
    for (const [role, permission] of [
      ['officer', 'target.write'],
      ['unit-reviewer', 'review.unit'],
      ['performance-office', 'review.office'],
    ] as const) {
      const own = person(role, '/a/', ['p1']);
      const both = { ...own, assignments: [...own.assignments, elsewhere] };
      expect(may(both, permission, { path: '/a/' })).toBe(true);
      expect(may(both, permission, { path: '/b/', projectId: 'p1' }), role).toBe(false);
      expect(may(both, 'form.read', { path: '/b/', projectId: 'p1' })).toBe(true);
      expect(may(own, 'form.read', { path: '/b/', projectId: 'p1' })).toBe(false);
    }
  });

  it('keep writing and reviewing apart: no role holds both', () => {
    const reviews = PERMISSIONS.filter((name) => name.startsWith('review.') && name !== 'review.comment');
    for (const role of ROLES) {
      const held = ROLE_PERMISSIONS[role];
      const levels = reviews.filter((name) => held.includes(name));
      expect(levels.length, role).toBeLessThanOrEqual(1);
      if (held.includes('target.write')) expect(levels, role).toEqual([]);
    }
  });
});
