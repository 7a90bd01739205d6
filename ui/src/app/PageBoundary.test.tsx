import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PageBoundary } from './PageBoundary.tsx';

it('keeps a fault to its page and tries again', async () => {
  let broken = true;
  const Page = () => {
    if (broken) throw new Error('x is not a function');
    return <p>well</p>;
  };
  const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <PageBoundary page="Setup">
      <Page />
    </PageBoundary>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('The page Setup stopped with an error');
  expect(screen.getByRole('alert')).toHaveTextContent('x is not a function');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('well')).toBeVisible();
  silence.mockRestore();
});
