/**
 * Cholesky factor (lower triangle, row-major) of a symmetric positive definite matrix of the given size.
 * A pivot that rounding made non-positive is lifted to a tiny positive number, so the result is always finite.
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let value = matrix[row * size + column] ?? 0;
      for (let k = 0; k < column; k++) {
        value -= (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0);
      }
      factor[row * size + column] =
        row === column ? Math.sqrt(Math.max(value, 1e-12)) : value / (factor[column * size + column] ?? 1);
    }
  }
  return factor;
}

/** Solves L Lᵀ z = rhs for the factor of `choleskyFactor`. */
export function solveCholesky(factor: Float64Array, size: number, rhs: Float64Array): Float64Array {
  const z = Float64Array.from(rhs);
  for (let row = 0; row < size; row++) {
    let value = z[row] ?? 0;
    for (let k = 0; k < row; k++) value -= (factor[row * size + k] ?? 0) * (z[k] ?? 0);
    z[row] = value / (factor[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    let value = z[row] ?? 0;
    for (let k = row + 1; k < size; k++) value -= (factor[k * size + row] ?? 0) * (z[k] ?? 0);
    z[row] = value / (factor[row * size + row] ?? 1);
  }
  return z;
}
