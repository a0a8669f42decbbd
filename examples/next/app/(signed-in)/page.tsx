export default function Home() {
  return <h1 className="page">Good morning</h1>;
}
