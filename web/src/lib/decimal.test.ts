import { describe, expect, test } from 'vitest'
import { absolute, add, compare, divide, isDecimal, multiply, placesOf, round, sign, subtract, sum, trim } from './decimal'

describe('arithmetic', () => {
  test('adds what floating point cannot', () => {
    expect(add('0.1', '0.2')).toBe('0.3')
    expect(add('9007199254740993.01', '0.09')).toBe('9007199254740993.10')
  })

  test('keeps the sign below one', () => {
    expect(subtract('0.01', '0.02')).toBe('-0.01')
    expect(add('-0.5', '0.5')).toBe('0.0')
  })

  test('multiplies and divides exactly', () => {
    expect(multiply('182.50', '10')).toBe('1825.00')
    expect(divide('1', '3', 4)).toBe('0.3333')
    expect(divide('-2', '3', 2)).toBe('-0.67')
    expect(divide('1', '0', 2)).toBeNull()
  })

  test('sums nothing to zero', () => {
    expect(sum([])).toBe('0')
    expect(sum(['1.10', '2', '-0.1'])).toBe('3.00')
  })
})

test('rounds half away from zero', () => {
  expect(round('1.005', 2)).toBe('1.01')
  expect(round('-1.005', 2)).toBe('-1.01')
  expect(round('1.004', 2)).toBe('1.00')
  expect(round('2', 2)).toBe('2.00')
})

test('reads exponents and trims zeros', () => {
  expect(add('1E+3', '1')).toBe('1001')
  expect(trim('1.5000')).toBe('1.5')
  expect(trim('100')).toBe('100')
  expect(trim('1e-7')).toBe('0.0000001')
  expect(placesOf('1.230')).toBe(3)
})

test('compares and signs', () => {
  expect(compare('1.0', '1')).toBe(0)
  expect(compare('-2', '1')).toBe(-1)
  expect(sign('-0.00')).toBe(0)
  expect(absolute('-3.5')).toBe('3.5')
})

test('refuses what is no decimal', () => {
  expect(isDecimal('12.')).toBe(false)
  expect(isDecimal('1,000')).toBe(false)
  expect(() => add('NaN', '1')).toThrow(RangeError)
  expect(() => add('1e999', '1')).toThrow(RangeError)
})
