/** The page on which somebody says who they are; `fault` stands above the form. */
export function signInPage(options: { action: string; tenants: readonly string[]; fault: string }): string {
  const choices = options.tenants.map((tenant) => `<option>${escapeHtml(tenant)}</option>`).join('');
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in to try Stepup out</title>
<h1>Sign in to try Stepup out</h1>
<p role="alert">${escapeHtml(options.fault)}</p>
<form method="post" action="${escapeHtml(options.action)}">
<p><label>Tenant <select name="tenant">${choices}</select></label></p>
<p><label>Person <input name="person" required autofocus maxlength="200"></label></p>
<p><label>Password of this try-out <input name="password" type="password" required></label></p>
<p><button>Sign in</button></p>
</form></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
