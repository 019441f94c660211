/** The bytes of a file of this package. */
export async function read(file: URL | string | object): Promise<ArrayBuffer> {
  const response = await fetch(file as URL);
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return response.arrayBuffer();
}
