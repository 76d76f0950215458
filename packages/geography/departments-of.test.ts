import { departmentsOf } from './departments-of.ts';

test.each([
  ['COM-56121', '2011-12-31', ['DEP-56']],
  ['DEP-56', '2011-12-31', ['DEP-56']],
  ['DEP-56~other', '2011-12-31', ['DEP-56']],
  ['REG-53~other', '2011-12-31', ['DEP-22', 'DEP-29', 'DEP-35', 'DEP-56']],
  ['REG-25', '2011-12-31', ['DEP-14', 'DEP-50', 'DEP-61']],
  ['REG-28', '2016-12-31', ['DEP-14', 'DEP-27', 'DEP-50', 'DEP-61', 'DEP-76']],
])('%s on %s lies in or holds %j', (code, on, departments) => {
  expect(departmentsOf(code, on)).toEqual(departments);
});

test('a place of no facts has none', () => {
  expect(() => departmentsOf('REG-28', '2011-12-31')).toThrow(RangeError);
  expect(departmentsOf('FR', '2011-12-31')).toHaveLength(101);
});
